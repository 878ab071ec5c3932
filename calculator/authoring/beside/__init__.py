"""What lies beside a rule file: answers, tables of answers, decision records, expected changes, starters."""
