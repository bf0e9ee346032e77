import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../api/session.ts'
import { FoundFilter } from '../../components/lists/found-filter.tsx'
import {
  type AuditState,
  actorNameQuery,
  actorsQuery,
  roleNameQuery,
  rolesQuery,
  targetNameQuery,
  targetsQuery,
} from './queries.ts'

/** What an entry is about, or whom it names; who acted; and which role was granted or revoked. */
export function FoundFilters({ state: { filters, setFilter } }: { state: AuditState }) {
  const { t } = useLingui()
  const session = useSession()
  const { subjectKey, actorKey, roleKey } = filters
  const target = useQuery({ ...targetNameQuery(subjectKey ?? ''), enabled: subjectKey !== undefined })
  const actor = useQuery({ ...actorNameQuery(actorKey ?? ''), enabled: actorKey !== undefined })
  const role = useQuery({ ...roleNameQuery(roleKey ?? ''), enabled: roleKey !== undefined })
  return (
    <>
      <FoundFilter
        label={t`Target`}
        any={t`Any target`}
        nothingFound={t`No entries about this name`}
        value={subjectKey}
        name={target.data}
        search={(text) => targetsQuery(session, text)}
        onChange={(key) => setFilter('subjectKey', key)}
      />
      <FoundFilter
        label={t`Actor`}
        any={t`Any actor`}
        nothingFound={t`No user or API client that you may see has this name`}
        value={actorKey}
        name={actor.data}
        search={(text) => actorsQuery(session, text)}
        onChange={(key) => setFilter('actorKey', key)}
      />
      <FoundFilter
        label={t`Role`}
        any={t`Any role`}
        nothingFound={t`No role that you may see has this name`}
        value={roleKey}
        name={role.data}
        search={(text) => rolesQuery(session, text)}
        onChange={(key) => setFilter('roleKey', key)}
      />
    </>
  )
}
