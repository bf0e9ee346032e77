import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../api/session.ts'
import { ItemLink } from '../lists/item-link.tsx'
import { type KindOfKeys, mostNamed, namesQuery, needsOf } from './names-query.ts'

interface NamedKeysProps {
  kind: KindOfKeys
  keys: readonly string[]
}

/**
 * What has these keys, by name and with a link, as far as one request tells: keys of what the member may not see, of what
 * is gone, and of more than fit into it stay as they are.
 */
export function NamedKeys({ kind, keys }: NamedKeysProps) {
  const nameOf = useNames({ kind, keys })
  return (
    <ul>
      {keys.map((key) => (
        <li key={key}>{nameOf(key)}</li>
      ))}
    </ul>
  )
}

interface NamedKeyProps {
  kind: KindOfKeys
  value: string
  /** The name that the entry has, of what may be gone */
  recorded?: unknown
}

/** The same of one */
export const NamedKey = ({ kind, value, recorded }: NamedKeyProps) =>
  useNames({ kind, keys: [value] })(value, typeof recorded === 'string' ? recorded : value)

function useNames({ kind, keys }: NamedKeysProps) {
  const session = useSession()
  const asked = keys.slice(0, mostNamed)
  const { data } = useQuery({ ...namesQuery(kind, asked), enabled: session.may(needsOf(kind)) })
  return (key: string, otherwise = key) => {
    const { name = otherwise, to } = data?.get(key) ?? {}
    const words = <bdi>{name}</bdi>
    return to ? <ItemLink to={to}>{words}</ItemLink> : words
  }
}
