import { type Static, Type } from 'typebox'
import {
  AnyOf,
  component,
  Key,
  Nullable,
  named,
  OneOf,
  PageQuery,
  Query,
  SearchText,
  Timestamp,
} from '../../../http/api/schemas.ts'
import { nameRule } from '../../../http/api/text-rules.ts'
import { PageWithTotals } from '../portfolios/portfolios-schemas.ts'

/** Portico keeps no icons: they are null. */
const LibraryRevision = Type.Object(
  {
    revision: Type.Integer({ format: 'int32' }),
    name: Type.String(),
    description: Nullable(Type.String()),
    iconUrl: Nullable(Type.String()),
    publishDateTime: Timestamp,
    publishUserKey: Nullable(Type.String()),
    tag: Nullable(Type.String()),
    taggingUserKey: Nullable(Type.String()),
    taggingDateTime: Nullable(Timestamp),
    isLatest: Type.Boolean(),
  },
  component('LibraryRevision'),
)

const Library = Type.Object(
  {
    key: Key,
    type: Type.String(),
    isBuiltIn: Type.Boolean(),
    portfolioKey: Key,
    revisions: Type.Array(LibraryRevision),
  },
  component('Library'),
)
export type Library = Static<typeof Library>

export const LibraryPage = PageWithTotals(Library)

/** ODC's contract describes the pair of field and direction, but it is sent as one text. */
const LibrarySort = Type.Unsafe<string>({
  title: 'LibrarySort',
  examples: ['Name:asc'],
  anyOf: [
    Type.Object({}, component('LibrarySortListSortDirectionValueTuple')),
    { type: 'string', description: 'Name:asc, Name:desc, PublishDateTime:asc or PublishDateTime:desc' },
  ],
})

export const LibrariesQuery = Query({
  ...PageQuery,
  key: Type.Optional(Type.String({ description: 'one UUID or several, separated by commas' })),
  type: Type.Optional(AnyOf(Type.String({ ...nameRule, examples: ['LowCodeLibrary'] }))),
  nameContains: Type.Optional(SearchText),
  permissionFilter: Type.Optional(Type.String({ ...nameRule, examples: ['AppChange'] })),
  sort: Type.Optional(AnyOf(LibrarySort, 10)),
  portfolioKey: Type.Optional(Key),
  revisions: Type.Optional(named('LibraryRevisionsFilter', OneOf('Latest', 'HighestTag', 'All'))),
})
export type LibrariesQuery = Static<typeof LibrariesQuery>
