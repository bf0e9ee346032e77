import { addressOf } from '../../api/base-path.ts'
import { columnNamesQuery } from '../../components/values/column-names.ts'
import { matchingOf, type UsersState } from './queries.ts'

/** A CSV file of the users whom the list is narrowed to. The server streams it. */
export function usersExportUrl(state: Pick<UsersState, 'search' | 'filters'>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(matchingOf(state))) {
    for (const one of [value ?? []].flat()) parameters.append(name, String(one))
  }
  return addressOf(`/api/management/v1/user-export?${parameters}&${columnNamesQuery('users')}`)
}
