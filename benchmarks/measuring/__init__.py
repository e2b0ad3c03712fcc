"""What the figures share: a throwaway installation, timing, pages, servers, and the table."""
