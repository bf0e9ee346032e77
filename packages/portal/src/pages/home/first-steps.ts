import { useQuery } from '@tanstack/react-query'
import { mailSettingsQuery } from '../../api/mail-settings.ts'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { firstClientsQuery, hasPeopleQuery } from './queries.ts'

export interface FirstStep {
  name: 'administrator' | 'api-client' | 'token' | 'list' | 'people' | 'mail'
  isDone: boolean
}

/** What is done already of what one does first; undefined while that is on its way. Only what the member may do. */
export function useFirstSteps(isMarked: (name: FirstStep['name']) => boolean): FirstStep[] | undefined {
  const session = useSession()
  const mayClients = session.may(permission.manageApiClients)
  const mayUsers = session.may(permission.manageUsers)
  const mayMail = session.may(permission.manageMail)
  const clients = useQuery({ ...firstClientsQuery, enabled: mayClients })
  const people = useQuery({ ...hasPeopleQuery, enabled: mayUsers })
  const mail = useQuery({ ...mailSettingsQuery, enabled: mayMail })
  const asked = [mayClients && clients, mayUsers && people, mayMail && mail].filter((one) => one !== false)
  if (asked.length === 0) return []
  // What cannot be read is left out; the rest still helps.
  if (asked.some(({ isPending }) => isPending)) return undefined
  return [
    { name: 'administrator' as const, isDone: true },
    ...(clients.data
      ? [
          { name: 'api-client' as const, isDone: clients.data.hasSome },
          { name: 'token' as const, isDone: clients.data.wasUsed },
          { name: 'list' as const, isDone: isMarked('list') },
        ]
      : []),
    ...(people.data === undefined ? [] : [{ name: 'people' as const, isDone: people.data }]),
    ...(mail.data ? [{ name: 'mail' as const, isDone: mail.data.source !== 'none' }] : []),
  ]
}
