import { answer } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import type { ChoicesQuery } from '../forms/search-picker.tsx'

/** Users whose name or e-mail contains the text: those whom the member may see */
export const peopleChoices = (text: string): ChoicesQuery => ({
  queryKey: ['users', 'choices', undefined, text],
  async queryFn({ signal }) {
    const query = { limit: 20, nameOrEmailContains: text || undefined }
    const { results } = await answer(identityApi.GET('/users', { params: { query }, signal }))
    return results.map(({ key, name, email }) => ({
      value: key,
      label: name || email || key,
      description: name ? email : null,
    }))
  },
})
