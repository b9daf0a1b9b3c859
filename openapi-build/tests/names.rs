//! Names that mean something else to the generated code.

use openapi_build::Builder;

#[test]
fn a_path_parameter_may_be_called_as_the_body_is() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a/{body}:\n    post:\n      operationId: post\n      \
                parameters: [{name: body, in: path, required: true, schema: {type: string}}]\n      requestBody: {required: true, \
                content: {application/json: {schema: {type: object, properties: {b: {type: string}}}}}}\n      responses: {'204': \
                {description: D}}\n";
    let report = Builder::from_text("api.yaml", text).report();
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    let code = report.code.unwrap();
    for part in ["pub fn body_param(mut self, value: impl Into<String>)", "self.0.body::<types::PostBody>(value)"] {
        assert!(code.contains(part), "no `{part}` in\n{code}");
    }
}
