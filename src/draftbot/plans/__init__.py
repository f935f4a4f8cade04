"""Which past reports a draft is written from: chosen first, shown, and the user's to change."""
