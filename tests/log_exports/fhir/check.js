// Reads AuditEvents, one a line, and writes what npm's validator for FHIR R4 finds wrong with each: a line of JSON for each.
const {Fhir} = require('fhir');
const fhir = new Fhir();
const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean);
for (const line of lines) {
  const answer = fhir.validate(line, {errorOnUnexpected: true});
  // Value sets that may be extended are: BALP prescribes codes of its own.
  const wrong = answer.messages.filter((one) => one.severity !== 'info' && !one.message.endsWith('not found in value set'));
  console.log(JSON.stringify(wrong.map((one) => `${one.severity} ${one.location}: ${one.message}`)));
}
