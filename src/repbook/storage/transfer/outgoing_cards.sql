-- Address cards: firms, then the people who have not left. Facts are never read here (R27).

-- FIRMS
-- Who is their own customer has one card, that of the person.
SELECT c.id, c.name, c.note, c.website, json_array(c.street, c.city, c.region, c.postcode, c.country),
  (SELECT json_group_array(json_array(kind, value, coalesce(nullif(situation, ''), label)))
    FROM (SELECT * FROM routes WHERE customer_id = c.id AND person_id IS NULL ORDER BY id)),
  (SELECT json_group_array(json_array(label, street, city, region, postcode, country))
    FROM (SELECT * FROM addresses WHERE customer_id = c.id AND person_id IS NULL ORDER BY id)),
  (SELECT json_group_array(json_array(kind, label, year, month, day))
    FROM (SELECT * FROM dates WHERE customer_id = c.id AND person_id IS NULL ORDER BY id)),
  (SELECT json_group_array(json_array(e.key, CAST(e.value AS TEXT)))
    FROM came_from o, json_each(iif(json_valid(o.extra), o.extra, '{}')) e
    WHERE o.customer_id = c.id AND o.entity = 'customer' AND e.value <> ''),
  (SELECT max(n.id) FROM people n
    WHERE n.customer_id = c.id AND n.left_on IS NULL AND n.folded = c.folded)
FROM customers c ORDER BY c.folded, c.id

-- PEOPLE
SELECT n.id, n.customer_id, n.name, n.role, n.note,
  json_array(n.name_prefix, n.given_name, n.middle_name, n.family_name, n.name_suffix),
  (SELECT json_group_array(json_array(kind, value, coalesce(nullif(situation, ''), label)))
    FROM (SELECT * FROM routes WHERE person_id = n.id ORDER BY id)),
  (SELECT json_group_array(json_array(label, street, city, region, postcode, country))
    FROM (SELECT * FROM addresses WHERE person_id = n.id ORDER BY id)),
  (SELECT json_group_array(json_array(kind, label, year, month, day))
    FROM (SELECT * FROM dates WHERE person_id = n.id ORDER BY id)),
  (SELECT json_group_array(json_array(e.key, CAST(e.value AS TEXT)))
    FROM came_from o, json_each(iif(json_valid(o.extra), o.extra, '{}')) e
    WHERE o.customer_id = n.customer_id AND o.entity = 'person' AND o.row_id = n.id AND e.value <> '')
FROM people n WHERE n.customer_id = ? AND n.left_on IS NULL ORDER BY n.main DESC, n.id

-- PHOTOS
SELECT head, value FROM photos WHERE customer_id = ?1 AND person_id IS ?2 ORDER BY id
