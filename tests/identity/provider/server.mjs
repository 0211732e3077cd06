// A certified OpenID provider, run by the tests: one issuer for each port it is given. Commands come in on standard
// input, one a line ("ISSUER-NUMBER COMMAND"); each is answered on standard output. It ends when its input ends.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const API = 'urn:chaincare:api';
const SUBSTANTIAL = 'http://eidas.europa.eu/LoA/substantial';

let made = 0;
function newKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: `key-${++made}` };
}

function providerOf(issuer, keys) {
  return new Provider(issuer, {
    jwks: { keys },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clients: [
      {
        client_id: 'partner', client_secret: 'partner-secret', grant_types: ['client_credentials'],
        redirect_uris: [], response_types: [], scope: 'events',
      },
      ...['portal', 'desk'].map((client_id) => ({
        client_id, token_endpoint_auth_method: 'none', application_type: 'native', redirect_uris: ['http://127.0.0.1/signed-in'],
        grant_types: ['authorization_code'], response_types: ['code'],
      })),
    ],
    cookies: { keys: ['of a test'] },
    scopes: ['cases', 'directory', 'events'],
    // What a person is to this provider is the name he typed.
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    // The desk acts for whoever signs in there: a delegated token, as a token exchange gives one (RFC 8693).
    extraTokenClaims: (_, token) => (token.accountId === undefined ? undefined : {
      acr: SUBSTANTIAL, ...(token.clientId === 'desk' ? { act: { sub: 'desk-employee-7' } } : {}),
    }),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      dPoP: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience: API, scope: 'cases directory events', accessTokenFormat: 'jwt', accessTokenTTL: 600,
          jwt: { sign: { alg: 'ES256', kid: keys[0].kid } },
        }),
      },
    },
  });
}

const issuers = process.argv.slice(2).map((port) => {
  const one = { issuer: `http://127.0.0.1:${port}`, keys: [newKey()], mute: false };
  const renew = () => { one.answer = providerOf(one.issuer, one.keys).callback(); };
  one.commands = {
    rotate() { one.keys = [newKey(), ...one.keys]; renew(); },
    withdraw() { one.keys = one.keys.slice(0, 1); renew(); },
    mute() { one.mute = true; },
    speak() { one.mute = false; },
  };
  renew();
  one.server = createServer((request, answer) => {
    if (one.mute && request.url.startsWith('/jwks')) {
      answer.writeHead(503).end();
    } else {
      one.answer(request, answer);
    }
  });
  return one;
});

await Promise.all(issuers.map((one) => new Promise((up) => {
  one.server.listen(Number(new URL(one.issuer).port), '127.0.0.1', up);
})));
console.log('ready');
createInterface({ input: process.stdin }).on('line', (line) => {
  const [number, command] = line.split(' ');
  issuers[Number(number)].commands[command]();
  console.log('done');
}).on('close', () => process.exit(0));
