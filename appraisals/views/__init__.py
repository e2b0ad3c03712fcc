"""The pages of appraisals, by subject."""
