import type { Client } from 'openapi-fetch'
import { answer, type CallOptions } from '../answer.ts'
import type { components, paths } from '../generated/management.ts'

type Schemas = components['schemas']

/** What creating a user would do: a new user, a profile for one who exists, or a refusal */
export type UserPreview = Schemas['UserPreviewResult']
export type PreviewedUser = Schemas['UserProfileCreateApiRequest']

/** What `bulkUsers.create` would do, without doing it. */
export interface UserPreviews {
  /**
   * For 1 to 100 users, in their order
   * @throws PorticoError 400 which names the record that breaks the schema, as `bulkUsers.create` does
   */
  read(records: PreviewedUser[], options?: CallOptions): Promise<UserPreview[]>
}

export const userPreviews = (api: Client<paths>): UserPreviews => ({
  async read(records, options = {}) {
    return (await answer(api.POST('/user-previews', { body: { records }, ...options }))).results
  },
})
