//! A request, where a recorder kept it.

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

/// What was asked for: `GET /{accountId}/vaults/{vaultName}/jobs?limit&marker&statuscode&completed`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Hash, Serialize)]
pub struct Request {
    /// The account, or `-` for that of the credentials.
    pub account_id: Option<String>,
    /// The vault.
    pub vault_name: Option<String>,
    /// Where the listing was to go on; `None` asks for its first page.
    pub marker: Option<String>,
    /// The most jobs wanted, as it was written.
    pub limit: Option<String>,
    /// The status that all jobs were to have.
    pub statuscode: Option<String>,
    /// Whether all jobs were to be completed, as it was written.
    pub completed: Option<String>,
}

impl Request {
    /// The request that a URL is, with or without its host; `None` if it is not one of `ListJobs`.
    ///
    /// ```
    /// use icecore::model::Request;
    ///
    /// let request = Request::of_url("/-/vaults/photos/jobs?statuscode=Failed&marker=a%2Db").unwrap();
    /// assert_eq!(request.vault_name.as_deref(), Some("photos"));
    /// assert_eq!(request.marker.as_deref(), Some("a-b"));
    /// assert_eq!(Request::of_url("/-/vaults/photos/jobs/HkF9p6"), None);
    /// ```
    #[must_use]
    pub fn of_url(url: &str) -> Option<Self> {
        let url = url.split_once('#').map_or(url, |(url, _)| url);
        let (address, query) = url.split_once('?').unwrap_or((url, ""));
        let [account_id, vault_name] = path_of(address)?;
        let mut request = Request {
            account_id: Some(account_id),
            vault_name: Some(vault_name),
            ..Request::default()
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            request.add(&name, &value);
        }
        Some(request)
    }

    /// Takes in a parameter of the query; one that is empty asks for nothing.
    pub fn add(&mut self, name: &str, value: &str) {
        let parameter = match name {
            "marker" => &mut self.marker,
            "limit" => &mut self.limit,
            "statuscode" => &mut self.statuscode,
            "completed" => &mut self.completed,
            _ => return,
        };
        if !value.is_empty() {
            *parameter = Some(value.to_owned());
        }
    }
}

/// The account and the vault of the path `/{accountId}/vaults/{vaultName}/jobs`.
fn path_of(address: &str) -> Option<[String; 2]> {
    let path = match address.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => address,
    };
    let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
    // A proxy may have a path of its own before the account.
    let [.., account_id, "vaults", vault_name, "jobs"] = segments[..] else {
        return None;
    };
    let decoded = |text: &str| Some(percent_decode_str(text).decode_utf8().ok()?.into_owned());
    Some([decoded(account_id)?, decoded(vault_name)?])
}
