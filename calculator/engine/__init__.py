"""The engine: plain values in, plain values out; standard library only, no I/O.

This whole folder ships to the browser.  It knows no subject: another rule file makes it another guide.
"""
