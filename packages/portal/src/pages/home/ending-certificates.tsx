import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, List } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Notice } from '../../components/feedback/notice.tsx'
import { formatDay } from '../../components/values/format-time.ts'
import type { Overview } from './queries.ts'

type Certificates = NonNullable<Overview['endingCertificates']>

/** Certificates for SAML that end within 30 days, or have ended. Nothing is shown where there is none. */
export function EndingCertificates({ certificates }: { certificates: Certificates }) {
  const { t } = useLingui()
  if (certificates.length === 0) return null
  return (
    <Notice tone="warning" title={t`Certificates to replace`}>
      <List size="sm">
        {certificates.map(({ identityProvider, certificate }) => {
          const day = formatDay(certificate.validTo, 'UTC')
          const whose = (
            <Anchor
              component={Link}
              to={identityProvider ? `/identity-providers/${identityProvider.key}` : '/identity-providers'}
              inherit
              underline="always"
            >
              {identityProvider ? <bdi>{identityProvider.name}</bdi> : t`Portico’s own SAML key`}
            </Anchor>
          )
          return (
            <List.Item key={certificate.fingerprint}>
              {certificate.state === 'ended' ? (
                <Trans>
                  {whose}: ended on {day}
                </Trans>
              ) : (
                <Trans>
                  {whose}: ends on {day}
                </Trans>
              )}
            </List.Item>
          )
        })}
      </List>
    </Notice>
  )
}
