/** A user as the audit trail names them */
export const userEntity = ({ key, name, email }: { key: string; name: string | null; email: string | null }) => ({
  type: 'user' as const,
  key,
  name: name ?? email,
})
