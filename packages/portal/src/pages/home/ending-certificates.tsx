import { Anchor, List } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Notice } from '../../components/feedback/notice.tsx'
import { endingCertificatesQuery } from './queries.ts'

/** Certificates for SAML that end within 30 days, or have ended. Nothing is shown where there is none. */
export function EndingCertificates() {
  const { data } = useQuery(endingCertificatesQuery)
  if (!data?.certificates.length) return null
  return (
    <Notice tone="warning" title="Certificates to replace">
      <List size="sm">
        {data.certificates.map(({ identityProvider, certificate }) => (
          <List.Item key={certificate.fingerprint}>
            <Anchor
              component={Link}
              to={identityProvider ? `/identity-providers/${identityProvider.key}` : '/identity-providers'}
              inherit
              underline="always"
            >
              {identityProvider ? <bdi>{identityProvider.name}</bdi> : 'Portico’s own SAML key'}
            </Anchor>{' '}
            {certificate.state === 'ended' ? 'ended on' : 'ends on'} {certificate.validTo.slice(0, 10)}
          </List.Item>
        ))}
      </List>
    </Notice>
  )
}
