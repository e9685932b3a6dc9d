"""Papers out: .xlsx lists and .docx documents in official layout. Pure Python: no Django, no clock, no network.

`papers.sheets` writes workbooks, `papers.document` writes documents (docs/adr/0009). Both take values that say
what stands in the paper, and the moment `at` at which it was made; the same values and moment give the same bytes.
"""
