import { answer } from '@portico/sdk'
import { identityApi } from '../../api/apis.ts'
import type { ChoicesQuery } from '../forms/search-picker.tsx'

const offered = 50

/** Organization roles whose names contain the text */
export const organizationRoleChoices = (text: string): ChoicesQuery => ({
  queryKey: ['organization-roles', 'choices', text],
  async queryFn({ signal }) {
    const query = { limit: offered, nameContains: text || undefined }
    const { results } = await answer(identityApi.GET('/organization-roles', { params: { query }, signal }))
    return results.map(({ key, name }) => ({ value: key, label: name ?? key }))
  },
})
