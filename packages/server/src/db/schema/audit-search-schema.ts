// What the audit trail is searched by

/**
 * The names in the trail, in the form in which texts are searched, with a mark before each word: so that what begins a word
 * is found by looking through them. A row for each word would have that in an index, and cost an import as much again.
 */
export interface AuditSubjectTable {
  organization_key: string
  /** The entity or person of these names */
  subject_key: string
  /** The names of one entry, such as name and e-mail, each in a line of its own */
  names: string
}

/** Users whom entries about something else name, such as those who were added to a group */
export interface AuditNamedTable {
  organization_key: string
  named_key: string
  occurred_at: string
  entry_key: string
}
