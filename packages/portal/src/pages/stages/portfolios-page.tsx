import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Badge, Button, Group, Skeleton, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Portfolio } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery, portfoliosQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { ActivityLink } from '../../components/activity/activity-link.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { DataTable } from '../../components/lists/data-table.tsx'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { DeletePortfolioDialog } from './delete-portfolio-dialog.tsx'
import { PortfolioDialog } from './portfolio-dialog.tsx'

/** The portfolios of the organization. Their stages have a page of their own. */
export default function PortfoliosPage() {
  const { t } = useLingui()
  const mayView = useSession().may(permission.viewStage)
  const { data, error, refetch } = useQuery(portfoliosQuery)
  const stages = useQuery({ ...environmentsQuery, enabled: mayView })
  const [isCreating, creating] = useDisclosure()
  const [renamed, setRenamed] = useState<Portfolio>()
  const [deleted, setDeleted] = useState<Portfolio>()
  const stagesOf = (key: string) => stages.data?.filter(({ portfolioKey }) => portfolioKey === key).length
  return (
    <SettingsPage
      title={t`Portfolios`}
      description={t`A portfolio is a set of stages with their own assets. Roles can be granted for a portfolio.`}
      actions={<Button onClick={creating.open}>{t`Create portfolio`}</Button>}
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : data ? (
        <DataTable
          caption={t`Portfolios`}
          items={data}
          keyOf={({ key }) => key}
          columns={[
            {
              header: t`Name`,
              render: ({ name, isMainPortfolio }) => (
                <Group gap="xs" miw={110}>
                  <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
                    <bdi>{name}</bdi>
                  </Text>
                  {isMainPortfolio && (
                    <Badge variant="default" tt="none" fw={500}>
                      <Trans>Main portfolio</Trans>
                    </Badge>
                  )}
                </Group>
              ),
            },
            {
              header: t`Stages`,
              width: 130,
              from: 'sm',
              render: ({ key }) => (
                <Anchor component={Link} to="/stages" size="sm">
                  {stages.data ? (
                    <Plural value={stagesOf(key) ?? 0} one="# stage" other="# stages" />
                  ) : (
                    <Trans>Stages</Trans>
                  )}
                </Anchor>
              ),
            },
            {
              header: t`Actions`,
              isHeaderHidden: true,
              align: 'end',
              render: (portfolio) => {
                const { key, name, isMainPortfolio } = portfolio
                return (
                  <Group gap="xs" justify="flex-end">
                    <ActivityLink filter={{ subjectKey: key }} name={name} />
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={t`Rename portfolio ${name}`}
                      onClick={() => setRenamed(portfolio)}
                    >
                      <Trans>Rename</Trans>
                    </Button>
                    {!isMainPortfolio && !stagesOf(key) && (
                      <Button
                        variant="default"
                        size="compact-sm"
                        c="red"
                        aria-label={t`Delete portfolio ${name}`}
                        onClick={() => setDeleted(portfolio)}
                      >
                        <Trans>Delete</Trans>
                      </Button>
                    )}
                  </Group>
                )
              },
            },
          ]}
        />
      ) : (
        <Skeleton h={240} role="status" aria-label={t`Loading`} />
      )}
      <DeletePortfolioDialog portfolio={deleted} onClose={() => setDeleted(undefined)} />
      <PortfolioDialog isOpen={isCreating} onClose={creating.close} />
      {renamed && <PortfolioDialog portfolio={renamed} isOpen onClose={() => setRenamed(undefined)} />}
    </SettingsPage>
  )
}
