import { type Static, Type } from 'typebox'
import { component, Description, Key, Nullable, Page, PageQuery, Query, Timestamp } from '../../../http/api/schemas.ts'
import { descriptionRule } from '../../../http/api/text-rules.ts'
import { RevisionNumber } from '../assets/assets-schemas.ts'

const number = '(0|[1-9][0-9]{0,8})'

/** A version of three numbers, each of up to nine digits and without zeros in front */
export const Tag = Type.String({
  pattern: `^${number}\\.${number}\\.${number}$`,
  maxLength: 29,
  description: 'a version of three numbers, such as 1.2.0',
})
export const CommitMessage = Description
/** Up to 10,000 characters, line breaks allowed */
export const ReleaseNotes = Type.String({ ...descriptionRule, maxLength: 10_000 })

const Text = Nullable(Type.String())

export const RevisionPage = Page(
  Type.Object(
    {
      assetKey: Key,
      revision: RevisionNumber,
      commitMessage: Text,
      createdAt: Timestamp,
      createdBy: Text,
      tag: Text,
      taggedAt: Nullable(Timestamp),
      taggedBy: Text,
      releaseNotes: Text,
    },
    component('AssetRevision'),
  ),
  'AssetRevisionPage',
)

export const RevisionsQuery = Query(PageQuery)
export type RevisionsQuery = Static<typeof RevisionsQuery>

const optional = <T extends typeof Tag>(schema: T) => Type.Optional(Nullable(schema))

export const RevisionCreateRequest = Type.Object(
  { commitMessage: optional(CommitMessage), tag: optional(Tag), releaseNotes: optional(ReleaseNotes) },
  component('AssetRevisionCreateRequest'),
)
export type RevisionCreateRequest = Static<typeof RevisionCreateRequest>

export const RevisionCreated = Type.Object({ revision: RevisionNumber }, component('AssetRevisionCreateResponse'))
