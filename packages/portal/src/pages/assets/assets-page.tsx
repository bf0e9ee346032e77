import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBox, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { portfoliosQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { pageI18n } from '../../components/language/page-language.ts'
import type { Column } from '../../components/lists/data-table.tsx'
import { FilterSelect } from '../../components/lists/filter-select.tsx'
import { ListPage } from '../../components/lists/list-page.tsx'
import { NameCell } from '../../components/lists/name-cell.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { Quiet } from '../../components/values/quiet.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { VersionTag } from '../../components/values/version-tag.tsx'
import { CreateAssetDialog } from './create-asset-dialog.tsx'
import { type AssetSummary, assetsQuery, assetTypeLabel, assetTypeNamed, assetTypeOptions } from './queries.ts'

/** Applications and libraries, which define application roles. */
export default function AssetsPage() {
  const { t } = useLingui()
  const mayCreate = useSession().may(permission.createAssets)
  const [isCreating, creating] = useDisclosure()
  const state = useListState({ sort: 'name', filters: ['type', 'portfolio'] })
  const { data: portfolios = [] } = useQuery(portfoliosQuery)
  const type = assetTypeNamed(state.filters.type)
  const query = useQuery(assetsQuery(state))
  const create = mayCreate && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creating.open}>
      <Trans>Create asset</Trans>
    </Button>
  )
  const hasPortfolios = portfolios.length > 1
  return (
    <>
      <ListPage
        title={t`Assets`}
        description={t`Applications and libraries that define end-user roles. The roles exist in the stages in which the asset is deployed.`}
        actions={create}
        state={state}
        query={query}
        columns={columnsWith(hasPortfolios ? new Map(portfolios.map(({ key, name }) => [key, name])) : undefined)}
        keyOf={({ key }) => key}
        searchLabel={t`Search assets by name`}
        filters={
          <>
            <FilterSelect
              label={t`Type`}
              any={t`Any type`}
              options={assetTypeOptions()}
              value={type}
              onChange={(value) => state.setFilter('type', value)}
            />
            {hasPortfolios && (
              <FilterSelect
                label={t`Portfolio`}
                any={t`Any portfolio`}
                options={portfolios.map(({ key, name }) => ({ value: key, label: name }))}
                value={state.filters.portfolio}
                onChange={(value) => state.setFilter('portfolio', value)}
              />
            )}
          </>
        }
        empty={
          <EmptyState icon={IconBox} title={t`No assets yet`} action={create}>
            <Trans>
              An asset represents one of your applications. It defines end-user roles, which you grant to users and
              groups for each stage.
            </Trans>
          </EmptyState>
        }
      />
      <CreateAssetDialog portfolios={portfolios} isOpen={isCreating} onClose={creating.close} />
    </>
  )
}

const columnsWith = (portfolioNames: Map<string, string> | undefined): Column<AssetSummary>[] => [
  {
    header: pageI18n()._(msg`Name`),
    sort: 'name',
    render: ({ key, name, description }) => <NameCell to={`/assets/${key}`} name={name} description={description} />,
  },
  { header: pageI18n()._(msg`Type`), sort: 'type', width: 190, from: 'xs', render: ({ type }) => assetTypeLabel(type) },
  {
    header: pageI18n()._(msg`Tag`),
    width: 130,
    from: 'xs',
    render: ({ highestTag }) =>
      highestTag ? (
        <VersionTag tag={highestTag} />
      ) : (
        <Quiet>
          <Trans context="tag">None</Trans>
        </Quiet>
      ),
  },
  ...(portfolioNames
    ? [
        {
          header: pageI18n()._(msg`Portfolio`),
          width: 200,
          from: 'md' as const,
          render: ({ portfolioKey }: AssetSummary) => <bdi>{portfolioNames.get(portfolioKey)}</bdi>,
        },
      ]
    : []),
  {
    header: pageI18n()._(msg`Created`),
    sort: 'createdAt',
    width: 170,
    from: 'sm',
    render: ({ createdAt }) => <TimeAgo time={createdAt} />,
  },
]
