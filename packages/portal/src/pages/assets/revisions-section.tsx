import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { VersionTag } from '../../components/values/version-tag.tsx'
import classes from './assets.module.css'
import { type Asset, revisionsQuery } from './queries.ts'

/** The newest revisions of the asset, with their tags and release notes. Programs make them. */
export function RevisionsSection({ asset }: { asset: Asset }) {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(revisionsQuery(asset.key))
  const more = (data?.page.totalResults ?? 0) - (data?.results.length ?? 0)
  return (
    <Section
      title={t`Revisions`}
      description={t`Created and tagged by programs, through the API or with the command portico assets.`}
    >
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton h={60} role="status" aria-label={t`Loading`} />}
      <ul className={classes.list}>
        {data?.results.map(({ revision, tag, createdAt, commitMessage, releaseNotes }) => (
          <li key={revision} className={classes.item}>
            <div className={classes.words}>
              <Text fw={550}>
                <Trans>Revision {revision}</Trans>
              </Text>
              <Text size="sm" c="dimmed">
                <TimeAgo time={createdAt} />
                {commitMessage && (
                  <>
                    {' · '}
                    <bdi>{commitMessage}</bdi>
                  </>
                )}
              </Text>
            </div>
            {tag && <VersionTag tag={tag} />}
            {releaseNotes && <ReleaseNotes revision={revision} text={releaseNotes} />}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Text size="sm" c="dimmed">
          <Plural value={more} one="and # older revision" other="and # older revisions" />
        </Text>
      )}
    </Section>
  )
}

const ReleaseNotes = ({ revision, text }: { revision: number; text: string }) => {
  const { t } = useLingui()
  return (
    <details className={classes.notes}>
      <Text component="summary" size="sm" c="dimmed" aria-label={t`Release notes of revision ${revision}`}>
        <Trans>Release notes</Trans>
      </Text>
      <Text size="sm" component="div" dir="auto" className={classes.text}>
        {text}
      </Text>
    </details>
  )
}
