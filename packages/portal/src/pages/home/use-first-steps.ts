import { useQuery } from '@tanstack/react-query'
import { mailSettingsQuery } from '../../api/mail-settings.ts'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { firstClientsQuery, hasPeopleQuery } from './queries.ts'

export interface FirstStep {
  name: 'administrator' | 'api-client' | 'token' | 'list' | 'people' | 'mail'
  isDone: boolean
}

/** The first steps that the member may do, and whether they are done. Undefined while they load. */
export function useFirstSteps(): FirstStep[] | undefined {
  const session = useSession()
  const mayClients = session.may(permission.manageApiClients)
  const mayUsers = session.may(permission.manageUsers)
  const mayMail = session.may(permission.manageMail)
  const clients = useQuery({ ...firstClientsQuery, enabled: mayClients })
  const people = useQuery({ ...hasPeopleQuery, enabled: mayUsers })
  const mail = useQuery({ ...mailSettingsQuery, enabled: mayMail })
  const asked = [mayClients && clients, mayUsers && people, mayMail && mail].filter((one) => one !== false)
  if (asked.length === 0) return []
  // Steps that failed to load are left out.
  if (asked.some(({ isPending }) => isPending)) return undefined
  return [
    { name: 'administrator' as const, isDone: true },
    ...(clients.data
      ? [
          { name: 'api-client' as const, isDone: clients.data.hasSome },
          { name: 'token' as const, isDone: clients.data.wasUsed },
          { name: 'list' as const, isDone: clients.data.hasCalled },
        ]
      : []),
    ...(people.data === undefined ? [] : [{ name: 'people' as const, isDone: people.data }]),
    ...(mail.data ? [{ name: 'mail' as const, isDone: mail.data.source !== 'none' }] : []),
  ]
}
