import { useLingui } from '@lingui/react/macro'
import type { ChoicesQuery } from '../../components/forms/search-picker.tsx'
import { peopleChoices } from './queries.ts'

/** Users to add to a group, in the page's language */
export function usePeopleChoices(): (text: string, groupKey?: string) => ChoicesQuery {
  const { t } = useLingui()
  return (text, groupKey) => peopleChoices(text, groupKey, t`Assigned already`)
}
