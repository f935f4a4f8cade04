"""How well passages are found, measured on queries whose right answers are known.

A *retrieval set* is a corpus with queries and judgements (`beir`, `headings`).
Each *system* ranks it (`systems`, `plain_recipe`, `ablations`); `evaluate` scores
the rankings query by query; `report` compares systems with bootstrap intervals;
`run` does all of it in a temporary data folder.
"""
