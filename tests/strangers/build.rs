//! Each document by its own call.

use openapi_build::Pagination;

fn main() {
    openapi_build::Builder::new("../fixtures/updated.yaml")
        .output("updated")
        .cursor_pagination("cursor", "next_cursor")
        .request_id_header("X-Request-Id")
        .httpmock("mock")
        .json_schema("schemars")
        .build();
    openapi_build::Builder::new("documents/values.yaml").output("values").build();
    openapi_build::Builder::new("../fixtures/servers.yaml")
        .output("servers")
        .document_url("http://docs.example.com/api/openapi.yaml")
        .build();
    openapi_build::Builder::new("../fixtures/pages.yaml")
        .output("pages")
        .pagination(Pagination::cursor("after", "/meta/nextCursor").more("/meta/hasMore"))
        .pagination(Pagination::offset("offset", "limit").largest_pages("limit"))
        .pagination(Pagination::last_id("starting_after", "id").more("has_more"))
        .pagination(Pagination::page("page").operations(["byPage"]))
        .pagination(Pagination::page("page").items("/result/items").operations(["zero"]))
        .pagination(Pagination::next_url("next"))
        .pagination(Pagination::link().operations(["byLink"]))
        .build();
    openapi_build::Builder::new("../fixtures/credentials.yaml").output("credentials").build();
    openapi_build::Builder::new("../fixtures/no_servers.yaml").output("no_servers").build();
    for document in ["answers", "bodies", "parameters", "streams"] {
        openapi_build::Builder::new(format!("documents/{document}.yaml")).output(document).build();
    }
}
