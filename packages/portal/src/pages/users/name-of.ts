/** What to call somebody who may have no name. */
export function nameOf(user: { key: string; name: string | null; email: string | null }): string {
  return user.name || user.email || `User ${user.key.slice(-6)}`
}
