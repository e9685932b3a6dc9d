"""Value types and codes that every room may use. Pure Python: frozen, hashable, exact; nothing here is ever a float.

BadValue                what cannot be a value, said in Chinese and English
├── NotAPeriod          periods: a code or a part of a year that does not exist
├── NotANumber          numbers: a float, or not a finite number
├── UnlikeUnits         quantities: 亩 and 米 cannot be added or compared
├── NotEven             quantities: the figure has no finite decimal form in that unit
├── NothingDue          numbers: a share of nothing
└── UnlikeBases         money: 调度口径, 统计口径 and 资金支付 are never mixed
"""
