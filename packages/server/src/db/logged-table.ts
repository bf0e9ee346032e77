/** A table that says something of users, and which columns lists of users ask for */
export interface LoggedTable {
  table: string
  /** The column with the user's key */
  user: 'key' | 'user_key'
  columns: string[]
}
