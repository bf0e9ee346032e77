import { Trans, useLingui } from '@lingui/react/macro'
import { SimpleGrid, Skeleton, Text, TextInput } from '@mantine/core'
import { IconApps } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { ApplicationCard } from './application-card.tsx'
import { myApplicationsQuery } from './queries.ts'

/** From so many on, one is found by its name. */
const manyApplications = 9

/** The applications that the person who is signed in may use. */
export default function MyApplicationsPage() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(myApplicationsQuery)
  const [text, setText] = useState('')
  const words = text.trim().toLowerCase()
  const shown = data?.filter(({ name }) => name.toLowerCase().includes(words))
  return (
    <>
      <PageHeader title={t`My applications`} />
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton h={120} role="status" aria-label={t`Loading`} />}
      {data?.length === 0 && (
        <EmptyState icon={IconApps} title={t`No applications yet`}>
          <Trans>Applications appear here as soon as you may use them.</Trans>
        </EmptyState>
      )}
      {data && data.length >= manyApplications && (
        <TextInput
          type="search"
          label={t`Find an application`}
          mb="md"
          maw={360}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {shown && shown.length > 0 && (
        <SimpleGrid
          component="ul"
          cols={{ base: 1, xs: 2, md: 3 }}
          spacing="md"
          p={0}
          m={0}
          aria-label={t`Applications`}
        >
          {shown.map((application) => (
            <ApplicationCard key={application.key} application={application} />
          ))}
        </SimpleGrid>
      )}
      {data && data.length > 0 && shown?.length === 0 && (
        <Text role="status">
          <Trans>No application has this name.</Trans>
        </Text>
      )}
    </>
  )
}
