import { localhostCertificate } from './certificate.ts'

/** The metadata of a SAML provider that is nowhere, with the certificate of this machine's tests */
export const samlMetadata = `<?xml version="1.0" encoding="UTF-8"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:example:directory">
  <!-- As administrators keep it in a file -->
  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <KeyDescriptor use="signing">
      <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>
${localhostCertificate.cert.replace(/-----[A-Z ]+-----/g, '').trim()}
      </X509Certificate></X509Data></KeyInfo>
    </KeyDescriptor>
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://directory.example.com/sso"/>
  </IDPSSODescriptor>
</EntityDescriptor>
`
