"""How fast reports are read in and found again, in one run on one machine.

What is measured is generated, the same for the same seed: `words` and `speech`
make sentences, `reports` reports of them, `queries` what is asked. `ingest` and
`variants` compare embedding with what others would do; `search`, `growth` and
`start` measure data folders of given sizes, which `fill` fills with `synthetic`
embeddings; `folder` reads one folder twice. `run` does all of it, `report` holds
the figures and `targets` the ratios that are asked for. Speeds of one machine do
not compare with another's: what counts are the ratios within one run.
"""
