import { Text } from '@mantine/core'
import { ItemLink } from '../lists/item-link.tsx'
import { breakable } from '../values/breakable.tsx'

/** A person in a table: the name leads to their page, and the e-mail is below it. */
export function PersonLines({ person }: { person: { key: string; name: string | null; email: string | null } }) {
  const { key, name, email } = person
  return (
    <>
      <ItemLink to={`/users/${key}`}>
        <bdi>{breakable(name || email || key)}</bdi>
      </ItemLink>
      {name && email && (
        <Text size="xs" c="dimmed" title={email}>
          <bdi>{breakable(email)}</bdi>
        </Text>
      )}
    </>
  )
}
