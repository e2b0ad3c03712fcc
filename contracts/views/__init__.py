"""The pages of contracts, of their versions and papers, and of the published ceilings."""
