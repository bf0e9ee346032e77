import { answer } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import type { ChoicesQuery } from '../forms/search-picker.tsx'
import { choicesOf } from './places-of.ts'

const offered = 50

/**
 * Groups whose names contain the text, of those that the member may manage
 * @param environmentKey of this stage only, which is not said of each of them then
 */
export const groupChoices = (text: string, environmentKey?: string): ChoicesQuery => ({
  queryKey: ['groups', 'choices', environmentKey, text],
  async queryFn({ signal }) {
    const query = { limit: offered, environmentKey, nameContains: text || undefined }
    const { results } = await answer(identityApi.GET('/groups', { params: { query }, signal }))
    return choicesOf(environmentKey ? results.map(({ key, name }) => ({ key, name })) : results)
  },
})
