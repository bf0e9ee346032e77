/** The name of a user, or something else by which to recognize the user. */
export function nameOf(user: { key: string; name: string | null; email: string | null }): string {
  return user.name || user.email || `User ${user.key.slice(-6)}`
}
