-- purpose: the versions of the cards the figures were computed by
-- grain:   card
-- inputs:  card_version
SELECT
    card,
    version
FROM card_version
ORDER BY card;
