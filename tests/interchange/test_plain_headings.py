"""The headings that people give their columns, in seven languages: what each fills, and what fills nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from repbook.interchange.headed.headings import fields_of
from repbook.interchange.reading.records import Parsed

Give = Callable[..., Parsed]

FILLS = {
    "company": "Company|Firma|Firmenname|Société|Raison sociale|Empresa|Razón social|Azienda|Ragione sociale|Bedrijf|Bedrijfsnaam|Klant|Nome da empresa|Cliente",
    "name": "Name|Contact|Ansprechpartner|Ansprechpartner/in|Interlocuteur|Persona de contacto|Referente|Contactpersoon|Contato|Nome completo",
    "first name": "First name|Vorname|Prénom|Voornaam|Nome|Nombre",
    "last name": "Last name|Surname|Nachname|Nom de famille|Apellidos|Cognome|Achternaam|Sobrenome",
    "street": "Street|Address|Mail Street|Straße|Strasse|Straße und Hausnummer|Adresse|Rue|Dirección|Indirizzo|Via|Straat en huisnr|Adres|Rua|Morada|Endereço",
    "postcode": "Postcode|ZIP|Zip Code|PLZ|Postleitzahl|Code postal|CP|Código postal|CAP|C.A.P.|CEP",
    "city": "City|Town|Mail City|Default Address City|Ort|Stadt|Ville|Ciudad|Población|Città|Comune|Plaats|Woonplaats|Cidade",
    "place": "PLZ/Ort|PLZ, Ort|CP/Ville|CAP e Città|Postcode en plaats",
    "region": "State|ST|Province|Region|Bundesland|Kanton|Région|Provincia|Prov.|Provincie|UF",
    "country": "Country|Land|Pays|País|Paese|Nazione",
    "phone": "Phone|Tel.|Tel|Telefon|Telefonnr.|Tel. 2|Phone 2|Telefon geschäftlich|Work Phone|Contact Phone|Business Phone|Tél.|Tél. fixe|Teléfono|Telefono|Telefoonnummer|Telefone|Festnetz|Phone (Work)|Direct line",
    "phone/firm": "Company Phone|Telefon Zentrale|Organisation - Telefon",
    "phone/home": "Home Phone|Phone - Home|Telefon privat|Tel. privé|Telefono casa|Private Phone",
    "phone/other": "Other Phone|Alternate Phone|Second Phone|Andere telefoon|Secondary phone number",
    "mobile": "Mobile|Cell|Cell Phone|Handy|Mobil|Mobiltelefon|Tél. portable|GSM|Móvil|Celular|Cellulare|Mobiel|Telemóvel|Mobile 2",
    "fax": "Fax|Telefax|Fax Number|Faxnr|Business Fax",
    "e-mail": "E-mail|Email|E-Mail-Adresse|E-mail 2|E-mail 2 Address|Email Work|Contact Email|Work Email|Courriel|Adresse e-mail|Correo electrónico|Indirizzo e-mail|E-mailadres|Email (work)|Customer Email",
    "e-mail/home": "Email Home|Private E-Mail|E-Mail privat|Personal email",
    "website": "Website|Web|URL|Webseite|Site web|Sitio web|Sito web|Homepage|Domain",
    "note": "Note|Notes|Comments|Bemerkung|Notiz|Remarques|Observaciones|Note interne|Opmerkingen|Observações|Annotazioni",
    "role": "Role|Job Title|Position|Funktion|Fonction|Cargo|Puesto|Ruolo|Functie|Função",
    "birthday": "Birthday|Date of birth|Geburtstag|Geb.-Datum|Date de naissance|Fecha de nacimiento|Data di nascita|Geboortedatum|Data de nascimento",
    "company id": "Customer No|Customer number|Kundennummer|Kd.-Nr.|Code client|Número de cliente|Codice cliente|Klantnummer|Número do cliente",
    "number": "Order No|Order number|Auftragsnummer|Bestell-Nr.|Rechnungsnummer|N° commande|Nº pedido|Numero ordine|Ordernummer|Nº encomenda",
    "ordered": "Order date|Ordered on|Bestelldatum|Auftragsdatum|Rechnungsdatum|Date commande|Fecha de pedido|Data ordine|Besteldatum|Data da encomenda|Close date|Expected close date",
    "live": "Delivered|Delivery date|Lieferdatum|Geliefert am|Livré le|Fecha de entrega|Consegnato il|Geleverd op|Entregue em",
    "paid": "Paid|Paid on|Paid date|Date paid|Bezahlt am|Payé le|Réglé le|Fecha de pago|Pagato il|Betaald op|Pago em",
    "amount": "Amount|Value|Total|Betrag|Summe|Gesamtpreis|Montant|Importe|Importo|Bedrag|Valor",
    "currency": "Currency|Währung|Devise|Moneda|Valuta|Moeda",
    "title": "Product|Item|Produkt|Artikel|Produit|Producto|Prodotto|Articolo|Produto",
    "status": "Status|Customer status|Customer type|Lifecycle stage|Kundenstatus|Statut|Stato cliente|Klantstatus",
    "sale kind": "Sale kind|Sale type|Auftragsart|Type de vente|Tipo de venta",
    "cycle": "Cycle|Cycle days|Billing period|Turnus|Périodicité|Frecuencia|Frequenza|Frequentie|Periodicidade",
}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"),
    [(heading, field) for field, heads in FILLS.items() for heading in heads.split("|")],
)
def test_what_a_heading_fills(heading: str, field: str) -> None:
    assert fields_of([heading]) == {0: field}


@pytest.mark.parametrize(
    "heading",
    [
        *("Owner", "Owner Email", "Account Owner", "Assistant Phone", "Manager", "Account Manager"),
        *(
            "Parent Account",
            "Reports To",
            "Sales rep",
            "Rep phone",
            "Vertreter Telefon",
            "Betreuer",
        ),
        *("Email Opt In Time", "Email Type", "Phone Type", "Last email sent", "Number of calls"),
        *("Shipping method", "Phone call"),
    ],
)
def test_what_belongs_to_others_fills_nothing(heading: str) -> None:
    assert fields_of([heading]).get(0, "") in ("", "kind", "newsletter")


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("BillingStreet,BillingCity,BillingPostalCode,ShippingStreet,ShippingCity", "Bil Bil Bil"),
        ("Billing Street,Mailing City,Billing City,Mailing Street,Billing Code", "Bil Bil Bil"),
        ("Street,City,Billing City", "Str Cit"),
        ("Work Street,Work City,Home Street,Home City,Home Zip", "Wor Wor"),
        ("Shipping Street,Shipping City", "Shi Shi"),
        ("City,Mailing Street,Mailing City,Mailing Zip", "Mai Mai Mai"),
        ("Address 1: Street,Address 1: City,Address 2: City", "Add Add"),
    ],
)
def test_one_address_is_taken_as_a_whole(header: str, taken: str) -> None:
    """Never one address's street with another's town; the others are labelled."""
    names = header.split(",")
    fields = fields_of(names)
    assert " ".join(names[at][:3] for at in sorted(fields) if "/" not in fields[at]) == taken
    assert set(fields) == set(range(len(names)))


@pytest.mark.parametrize(
    ("cell", "postcode", "city"),
    [
        ("28195 Bremen", "28195", "Bremen"),
        ("D-28195 Bremen", "D-28195", "Bremen"),
        ("1012 AB Amsterdam", "1012 AB", "Amsterdam"),
        ("01000-000 São Paulo", "01000-000", "São Paulo"),
        ("69001, Lyon", "69001", "Lyon"),
        ("Kent TN1 2AA", "TN1 2AA", "Kent"),
        ("Bremen", "", "Bremen"),
        ("Bezirk 9 Wien", "", "Bezirk 9 Wien"),
    ],
)
def test_a_column_of_postcode_and_town(give: Give, cell: str, postcode: str, city: str) -> None:
    (alpha,) = give(f'Firma;PLZ/Ort\nAlpha;"{cell}"\n').customers
    assert (alpha.postcode, alpha.city) == (postcode, city)


@pytest.mark.parametrize(
    ("kind", "cycle", "found"),
    [
        ("recurring", "30", ("recurring", 30)),
        ("Abo", "monatlich", ("recurring", 30)),
        ("", "trimestriel", ("recurring", 91)),
        ("catalogue", "", ("catalogue", None)),
        ("one-off", "", ("one-off", None)),
        ("", "every 6 weeks", ("recurring", 42)),
        ("monthly", "", ("recurring", 30)),
        ("", "12 months", ("recurring", 365)),
        ("", "", (None, None)),
    ],
)
def test_the_kind_of_a_sale_and_its_cycle(
    give: Give, kind: str, cycle: str, found: tuple[str | None, int | None]
) -> None:
    header = "Customer,Order date,Amount,Sale kind,Cycle"
    (sale,) = give(f"{header}\nAlpha,2026-01-05,5,{kind},{cycle}\n").sales
    assert ((sale.kind, sale.cycle_days), sale.extra) == (found, {})


def test_a_kind_or_a_cycle_that_nobody_knows_stays_with_the_row(give: Give) -> None:
    header = "Customer,Order date,Amount,Sale kind,Cycle"
    parsed = give(f"{header}\nAlpha,2026-01-05,5,New Business,now and then\n")
    (sale,) = parsed.sales
    assert (sale.kind, sale.cycle_days) == (None, None)
    assert sale.extra == {"Sale kind": "New Business", "Cycle": "now and then"}
    assert [one.reason for one in parsed.problems] == [
        '"now and then" is no number of days (Cycle)'
    ]


ORDERS = [
    "Bestell-Nr.;Kunde;Bestelldatum;Artikel;Gesamtpreis;Lieferdatum;Bezahlt am\nB-1;Alpha;13.02.2026;Pump;80,00;15.02.2026;20.02.2026\n",
    "N° commande;Client;Date commande;Produit;Montant TTC;Livré le;Réglé le\nB-1;Alpha;13/02/2026;Pump;80,00 €;15/02/2026;20/02/2026\n",
    "Nº pedido,Cliente,Fecha pedido,Producto,Importe total,Fecha entrega,Fecha pago\nB-1,Alpha,2026-02-13,Pump,80.00,2026-02-15,2026-02-20\n",
    "Numero ordine;Azienda;Data ordine;Articolo;Importo;Consegnato il;Pagato il\nB-1;Alpha;13/02/2026;Pump;80,00;15/02/2026;20/02/2026\n",
    "Ordernummer;Klant;Besteldatum;Omschrijving;Bedrag;Geleverd op;Betaald op\nB-1;Alpha;13-02-2026;Pump;80,00;15-02-2026;20-02-2026\n",
    "Nº encomenda;Cliente;Data da encomenda;Produto;Valor total;Entregue em;Pago em\nB-1;Alpha;13/02/2026;Pump;80,00;15/02/2026;20/02/2026\n",
]


@pytest.mark.parametrize("text", ORDERS)
def test_orders_in_six_languages(give: Give, text: str) -> None:
    (sale,) = give(text).sales
    assert (sale.number, sale.customer_name, sale.title, sale.amount) == (
        "B-1",
        "Alpha",
        "Pump",
        8000,
    )
    days = (sale.ordered_on, sale.live_on, sale.paid_on)
    assert days == (date(2026, 2, 13), date(2026, 2, 15), date(2026, 2, 20))
