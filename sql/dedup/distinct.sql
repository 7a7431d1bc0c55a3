-- One row for each content: copies that are equal in all the columns named are one.
--
-- Use it where records have no key and a redelivery repeats every column. What it loses: records that really happened twice
-- with the same content count once; a copy that differs in anything stays; where a row came from is not told, since columns
-- must leave lineage out.
--
-- Variables: source, a table; columns, those that make the content.
SELECT DISTINCT ${columns}
FROM ${source}
ORDER BY ${columns};
