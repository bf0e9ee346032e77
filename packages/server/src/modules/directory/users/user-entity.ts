/** A user as the audit trail names them */
export const userEntity = ({ key, name, email }: { key: string; name: string | null; email: string | null }) => ({
  type: 'user',
  key,
  name: name ?? email,
})
