"""Talk of leaving in words other than "cancel", and that it is none: a table of sentences in seven tongues (R63)."""

from __future__ import annotations

from datetime import date

import pytest

from repbook.storage.facts.cancelling import Said, talk

DAY, NEXT = date(2026, 6, 1), date(2026, 6, 2)

LEAVING = """
thinking of leaving us, a cheaper offer from Doughtech
they're leaving us
we are leaving you at the end of the year
may well leave us
will go to another supplier
wants to go elsewhere
going to go with someone else
may switch to Doughtech
will move over to Harrow & Sons in May
wants to switch supplier
thinking about changing suppliers
want to end the contract
wants to terminate their contract early
gave notice
handed in their notice for the contract
not going to renew
won't renew
won’t be renewing
do not want to renew the contract
will not extend it after June
looking elsewhere
looking around for another supplier
looking at other suppliers
shopping around
considering a competitor
will take their business elsewhere
taking their custom to Doughtech
wants out of the contract
no longer want to work with us
this was the last order with us
will stop buying from us
want to stop the subscription
fed up, said they will leave
they might not stay with us
will sie kündigen
wollen den Vertrag kündigen
haben gekündigt
wollen zu einem anderen Lieferanten wechseln
wechseln den Anbieter
denkt über einen Wechsel nach
sehen sich nach einem anderen Lieferanten um
wollen den Vertrag nicht verlängern
werden zu Doughtech wechseln
veulent résilier
ils vont résilier le contrat
pensent à nous quitter
veulent changer de fournisseur
vont chez un autre fournisseur
ne veulent pas renouveler
regardent ailleurs
quieren cancelar el contrato
piensan en dejarnos
van a cambiar de proveedor
se van con otro proveedor
no van a renovar
quieren rescindir el contrato
vogliono disdire
disdetta del contratto
pensano di lasciarci
vogliono cambiare fornitore
non vogliono rinnovare
vanno da un altro fornitore
willen opzeggen
hebben het contract opgezegd
denken erover bij ons weg te gaan
willen naar een andere leverancier
willen niet verlengen
querem rescindir o contrato
pensam em nos deixar
vão mudar de fornecedor
não vão renovar
vão para outro fornecedor
"""

HARMLESS = """
leaving the hose on
keeps leaving the hose on
end of contract training
switch to the other nozzle
may switch to the night shift
will switch to Monday deliveries
may switch to oat milk
wants to switch to Spiral 60M
they leave on holiday Friday
will leave on Friday
she may leave early
left us a note
will leave us a key at the gate
wants to leave us a review
leave you to it
Nina leaves us for Sheaf Foods
Nina is leaving us
Nina will leave us in May
she is leaving us for Sheaf Foods
won't leave
won't leave us
not leaving
not leaving us
they are not leaving
not cancelling
no plans to leave us
never thought of leaving us
not thinking of leaving us
no longer thinking of leaving us
would not go elsewhere
not looking elsewhere
are not shopping around
don't want to end the contract
nobody wants to switch supplier
will renew
renewed the contract
wants to renew in June
asked when we renew the contract
contract ends 31 dec
signed the new contract
gave notice of the visit
gave us plenty of notice
notice board moved
moved to the new hall
may move to Leeds
will move to the bigger oven
will go to Spain on holiday
wants to go to the show with someone else
other suppliers are late, we are not
their supplier of flour is late
looking around the shop
looking for another oven
changed the filter
stop leaving messages
don't stop the service
will stop by friday
stop buying from Doughtech
came from another supplier to us
switched from Doughtech to us
they switched to us from Doughtech
left Doughtech for us
competitor was in
a cheaper offer from Doughtech
first order from us
the last order was fine
no notice given
he leaves the firm in May
have not left
changing the supplier of the flour
wollen nicht kündigen
haben nicht gekündigt
Herr Kündiger war da
wechseln den Filter
wollen den Filter wechseln
wollen verlängern
den Schlauch nicht verlängern
ils ne veulent pas résilier
quittent le bureau à 17 h
veulent renouveler
no quieren cancelar el contrato
van a cambiar el filtro
quieren renovar
non vogliono disdire
vogliono cambiare il filtro
willen niet opzeggen
willen verlengen
não querem rescindir o contrato
vão mudar de sala
"""

STAY = """
not leaving
they are not leaving us
won't leave us
they won't leave
no longer thinking of leaving us
not going elsewhere
not switching after all
renewed the contract
they will renew
they have renewed
extended the contract
not going anywhere
are sticking with us
"""

NO_WORD_OF_STAYING = """
may renew
will they renew?
they are not leaving before June
not leaving the hose on any more
would renew if the price holds
won't leave the key
wants to see the renewed quote
"""


def cases(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.practice("R63")
@pytest.mark.parametrize("text", cases(LEAVING))
def test_talk_of_leaving_is_heard_in_a_note_and_in_their_words(text: str) -> None:
    assert talk([Said("touch", DAY, text, 1)]) == (DAY, None)
    assert talk([Said("check", DAY, text.upper() if text.islower() else text, 1)])[0] == DAY


@pytest.mark.practice("R63")
@pytest.mark.parametrize("text", cases(HARMLESS))
def test_what_only_sounds_like_it_brings_no_alarm(text: str) -> None:
    assert talk([Said("touch", DAY, text, 1)]) == (None, None)


@pytest.mark.parametrize("text", cases(STAY))
def test_a_word_that_they_stay_ends_it(text: str) -> None:
    assert talk(
        [Said("touch", DAY, "thinking of leaving us", 1), Said("touch", NEXT, text, 2)]
    ) == (DAY, NEXT)


@pytest.mark.parametrize("text", cases(NO_WORD_OF_STAYING))
def test_what_is_no_word_that_they_stay(text: str) -> None:
    assert talk(
        [Said("touch", DAY, "thinking of leaving us", 1), Said("touch", NEXT, text, 2)]
    ) == (DAY, None)
