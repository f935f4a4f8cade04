"""draftbot: drafts work reports from one's own past reports, every sentence accounted for."""

__version__ = "0.1.0"
