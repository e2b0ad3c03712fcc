"""How the year went. Nothing is kept here yet: appraisals follow."""
