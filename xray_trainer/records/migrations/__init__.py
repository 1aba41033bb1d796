"""The steps from each schema of the records to the next. A step that was released is never edited."""
