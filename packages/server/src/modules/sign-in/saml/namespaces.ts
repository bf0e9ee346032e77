/** What SAML 2.0 and the XML standards call things. */
export const namespaces = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  encryption: 'http://www.w3.org/2001/04/xmlenc#',
  encryption11: 'http://www.w3.org/2009/xmlenc11#',
  exclusiveCanonicalization: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  schemaInstance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const

export const bindings = {
  'HTTP-Redirect': 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  'HTTP-POST': 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const
export type Binding = keyof typeof bindings

export const statusSuccess = 'urn:oasis:names:tc:SAML:2.0:status:Success'
export const methodBearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
export const transientNameId = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'
export const protocolSaml2 = namespaces.protocol
