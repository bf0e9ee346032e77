import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Environment, Portfolio } from '@portico/sdk'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { Section } from '../../components/page/section.tsx'
import { AddStageDialog } from './add-stage-dialog.tsx'
import { PortfolioDialog } from './portfolio-dialog.tsx'
import { StageList } from './stage-list.tsx'

interface PortfolioSectionProps {
  portfolio: Portfolio
  /** Undefined where the member may not view stages */
  environments: Environment[] | undefined
}

/** One portfolio: its stages, and what can be done with both. */
export function PortfolioSection({ portfolio, environments }: PortfolioSectionProps) {
  const { t } = useLingui()
  const { name } = portfolio
  const mayManage = useSession().may(permission.managePortfolio)
  const [isRenaming, renaming] = useDisclosure()
  const [isAdding, adding] = useDisclosure()
  return (
    <Section
      title={portfolio.name}
      description={
        <>
          {portfolio.isMainPortfolio && (
            <Badge variant="default" tt="none" fw={500} me="xs">
              <Trans>Main portfolio</Trans>
            </Badge>
          )}
          {environments && <Plural value={environments.length} one="# stage" other="# stages" />}
        </>
      }
      actions={
        mayManage && (
          <>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPencil size={14} aria-hidden />}
              aria-label={t`Rename portfolio ${name}`}
              onClick={renaming.open}
            >
              <Trans>Rename</Trans>
            </Button>
            <Button
              size="xs"
              leftSection={<IconPlus size={14} aria-hidden />}
              aria-label={t`Add stage to ${name}`}
              onClick={adding.open}
            >
              <Trans>Add stage</Trans>
            </Button>
          </>
        )
      }
    >
      {environments && environments.length > 0 ? (
        <StageList environments={environments} />
      ) : environments ? (
        <Text size="sm" c="dimmed">
          <Trans>No stages yet. Add a stage to deploy assets of this portfolio.</Trans>
        </Text>
      ) : null}
      <PortfolioDialog portfolio={portfolio} isOpen={isRenaming} onClose={renaming.close} />
      <AddStageDialog portfolio={portfolio} stages={environments ?? []} isOpen={isAdding} onClose={adding.close} />
    </Section>
  )
}
