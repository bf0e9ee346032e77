import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../api/session.ts'
import { ItemLink } from '../lists/item-link.tsx'
import { type KindOfKeys, mostNamed, namesQuery, needsOf } from './names-query.ts'

/**
 * What has these keys, by name and with a link, as far as one request tells: keys of what the member may not see, of what
 * is gone, and of more than fit into it stay as they are.
 */
export function NamedKeys({ kind, keys }: { kind: KindOfKeys; keys: readonly string[] }) {
  const session = useSession()
  const asked = keys.slice(0, mostNamed)
  const { data } = useQuery({ ...namesQuery(kind, asked), enabled: session.may(needsOf(kind)) })
  return (
    <ul>
      {keys.map((key) => {
        const found = data?.get(key)
        return <li key={key}>{found ? <Named {...found} /> : <bdi>{key}</bdi>}</li>
      })}
    </ul>
  )
}

const Named = ({ name, to }: { name: string; to: string }) => (
  <ItemLink to={to}>
    <bdi>{name}</bdi>
  </ItemLink>
)
