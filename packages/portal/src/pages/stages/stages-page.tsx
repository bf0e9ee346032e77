import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery, portfoliosQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { PortfolioDialog } from './portfolio-dialog.tsx'
import { PortfolioSection } from './portfolio-section.tsx'

/** The portfolios of the organization with their stages, in the order in which work passes through them. */
export default function StagesPage() {
  const { t } = useLingui()
  const session = useSession()
  const needed = permission.viewStage
  const mayView = session.may(permission.viewStage)
  const portfolios = useQuery(portfoliosQuery)
  const environments = useQuery({ ...environmentsQuery, enabled: mayView })
  const failed = [portfolios, environments].find(({ error }) => error)
  const isLoaded = portfolios.data !== undefined && (environments.data !== undefined || !mayView)
  return (
    <>
      <PageHeader
        title={t`Stages`}
        description={t`Groups and end-user roles belong to a stage. A role in Test gives nothing in Production.`}
        actions={session.may(permission.managePortfolio) && <CreatePortfolio />}
      />
      <Stack gap="md">
        {!mayView && (
          <Notice title={t`Stages are hidden`}>
            <Trans>You need the permission {needed} to see them.</Trans>
          </Notice>
        )}
        {failed ? (
          <ErrorPanel
            error={failed.error}
            onRetry={() => {
              portfolios.refetch()
              environments.refetch()
            }}
          />
        ) : isLoaded ? (
          portfolios.data.map((portfolio) => (
            <PortfolioSection
              key={portfolio.key}
              portfolio={portfolio}
              environments={environments.data?.filter(({ portfolioKey }) => portfolioKey === portfolio.key)}
            />
          ))
        ) : (
          <Skeleton h={270} role="status" aria-label={t`Loading`} />
        )}
      </Stack>
    </>
  )
}

function CreatePortfolio() {
  const [isOpen, dialog] = useDisclosure()
  return (
    <>
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={dialog.open}>
        <Trans>Create portfolio</Trans>
      </Button>
      <PortfolioDialog isOpen={isOpen} onClose={dialog.close} />
    </>
  )
}
