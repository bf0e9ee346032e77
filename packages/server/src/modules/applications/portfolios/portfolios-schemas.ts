import { type Static, type TSchema, Type } from 'typebox'
import { component, Key, Nullable, named, nameOf, OneOf, PageQuery, Query, strict } from '../../../http/api/schemas.ts'
import { printable } from '../../../http/api/text-rules.ts'

const Int32 = Type.Integer({ format: 'int32' })

/** 1 to 50 characters, none of them a control character */
const ShortName = Type.String({ minLength: 1, maxLength: 50, pattern: printable })
const Order = Type.Integer({ format: 'int32', minimum: 0, maximum: 2_147_483_647 })
const Purpose = named('EnvironmentPurpose', OneOf('Development', 'NonProduction', 'Production'))

/** A page of this API: its totals are never null, unlike those of the identity API. */
export const PageWithTotals = <T extends TSchema>(result: T) =>
  Type.Object(
    {
      page: Type.Object(
        {
          count: Int32,
          limit: Int32,
          offset: Int32,
          nextPageOffset: Nullable(Int32),
          totalResults: Int32,
          totalPages: Int32,
        },
        component('PageInfoWithTotals'),
      ),
      results: Type.Array(result),
    },
    component(`${nameOf(result)}PagedListResponse`),
  )

/**
 * Domains, region and hosting are null: they concern running assets, which Portico does not do. An environment is ready as
 * soon as it is created.
 */
export const Environment = Type.Object(
  {
    key: Key,
    name: Type.String(),
    builtinDomain: Nullable(Type.String()),
    defaultDomain: Nullable(Type.String()),
    purpose: Purpose,
    order: Int32,
    region: Nullable(Type.String()),
    hosting: Nullable(Type.String()),
    status: Nullable(
      named(
        'SelfHostedStateKind',
        OneOf(
          'Pending',
          'Configured',
          'Deployed',
          'MissingConfigurations',
          'Ready',
          'WakingUp',
          'ScheduledForDeletion',
          'Hibernated',
        ),
      ),
    ),
    portfolioKey: Key,
  },
  component('Environment'),
)
export const EnvironmentList = Type.Object({ results: Type.Array(Environment) }, component('EnvironmentListResponse'))
export type EnvironmentAnswer = Static<typeof Environment>

export const EnvironmentsQuery = Query({ portfolioKey: Type.Optional(Key) })
export type EnvironmentsQuery = Static<typeof EnvironmentsQuery>

export const Portfolio = Type.Object(
  {
    key: Key,
    name: Type.String(),
    type: Nullable(Type.String()),
    isMainPortfolio: Type.Boolean(),
    nonProductionEnvironmentCount: Int32,
  },
  component('Portfolio'),
)
export const PortfolioPage = PageWithTotals(Portfolio)
export type PortfolioAnswer = Static<typeof Portfolio>

export const PortfoliosQuery = Query({ portfolioKey: Type.Optional(Key), ...PageQuery })
export type PortfoliosQuery = Static<typeof PortfoliosQuery>

/** What is absent or null stays. */
const environmentChange = { name: Type.Optional(Nullable(ShortName)), order: Type.Optional(Nullable(Order)) }
export const EnvironmentPatchRequest = Type.Object(environmentChange, component('PatchEnvironmentRequest'))
export const EnvironmentsPatchRequest = Type.Object(
  {
    environments: Nullable(
      Type.Array(Type.Object({ key: Key, ...environmentChange }, component('UpdateEnvironmentRequest')), {
        maxItems: 100,
      }),
    ),
  },
  component('UpdateEnvironmentsBatchRequest'),
)
export const PortfolioPatchRequest = Type.Object(
  { name: Type.Optional(Nullable(ShortName)) },
  component('PatchPortfolioRequest'),
)

export const EnvironmentKeyParameter = Type.Object({ environmentKey: Key }, strict)
export const PortfolioKeyParameter = Type.Object({ portfolioKey: Key }, strict)

export const PortfolioCreateRequest = Type.Object({ name: ShortName }, component('PortfolioCreateRequest'))

/** Without portfolioKey, in the main portfolio; without order, after all others. */
export const EnvironmentCreateRequest = Type.Object(
  {
    portfolioKey: Type.Optional(Nullable(Key)),
    name: ShortName,
    purpose: Purpose,
    order: Type.Optional(Nullable(Order)),
  },
  component('EnvironmentCreateRequest'),
)
export type EnvironmentCreateRequest = Static<typeof EnvironmentCreateRequest>

export const Created = Type.Object({ key: Key }, component('CreateResponse'))
