// What the audit trail is searched by

/**
 * The names in the trail, from each of their words on, in the form in which texts are searched: so that what begins a word
 * is found in the primary key.
 */
export interface AuditNameTable {
  organization_key: string
  text: string
  /** The entity or person of this name */
  subject_key: string
}

/** Users whom entries about something else name, such as those who were added to a group */
export interface AuditNamedTable {
  organization_key: string
  named_key: string
  occurred_at: string
  entry_key: string
}
